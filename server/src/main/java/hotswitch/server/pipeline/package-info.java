/** The one way into the core: ring, journal, core, and out to the edges. */
package hotswitch.server.pipeline;
