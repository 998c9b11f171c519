/** Is the far end of a trunk alive? Per address, from OPTIONS and from real calls, with hysteresis. */
package hotswitch.trunk.health;
