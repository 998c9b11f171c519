/** Many telephones at once, for the end-to-end tests. */
package hotswitch.server.e2e.crowd;
