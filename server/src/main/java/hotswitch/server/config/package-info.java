/** What an operator writes under {@code conf/}, read, checked whole, and given to the server as records. */
package hotswitch.server.config;
