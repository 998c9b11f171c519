/** Indicators of any period, counted from the tables by any version of their definitions. */
package hotswitch.server.kpi;
