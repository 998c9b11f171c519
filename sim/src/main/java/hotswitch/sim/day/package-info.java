/**
 * A day as data, lived again by the production core in virtual time: yesterday under other rules, or a day that has not
 * come yet.
 */
package hotswitch.sim.day;
