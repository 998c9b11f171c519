/** What {@code security} says of who may do what. */
package hotswitch.server.config.guard;
