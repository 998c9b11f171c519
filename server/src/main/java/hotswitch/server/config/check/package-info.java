/** Faults that no single file shows. */
package hotswitch.server.config.check;
