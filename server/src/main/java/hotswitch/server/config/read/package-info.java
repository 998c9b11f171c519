/** One reader per file of {@code conf/}: from text with lines to records. */
package hotswitch.server.config.read;
