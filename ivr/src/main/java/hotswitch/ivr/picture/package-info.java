/** Flows as drawings: layers of steps from top to bottom, as SVG. */
package hotswitch.ivr.picture;
