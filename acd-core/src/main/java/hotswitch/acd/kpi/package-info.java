/** Indicators: definitions as data, and what they make of ended calls and of the agents' clocks. */
package hotswitch.acd.kpi;
