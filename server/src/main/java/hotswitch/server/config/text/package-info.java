/** Files as people write them, YAML and CSV, with the line of everything, so that a fault can be pointed at. */
package hotswitch.server.config.text;
