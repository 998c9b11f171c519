/** Carries out what flows want, and lets them see the centre. */
package hotswitch.acd.steps;
