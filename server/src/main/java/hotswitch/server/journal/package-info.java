/** The order of everything that may change state, and every fact that came of it, on disk. */
package hotswitch.server.journal;
