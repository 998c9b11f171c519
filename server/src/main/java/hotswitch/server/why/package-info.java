/** Decisions in words. */
package hotswitch.server.why;
