/** How often a PIN may be tried. */
package hotswitch.call.pin;
