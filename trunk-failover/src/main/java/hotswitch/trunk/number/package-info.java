/** Telephone numbers: one spelling inside, each carrier's own outside, and which may be shown. */
package hotswitch.trunk.number;
