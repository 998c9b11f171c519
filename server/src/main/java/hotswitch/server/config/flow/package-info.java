/** Call flows and the calendar: from YAML to the script that {@code ivr} runs. */
package hotswitch.server.config.flow;
