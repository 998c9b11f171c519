/** The recorded past under other rules, and staffing of days to come. */
package hotswitch.server.replay;
