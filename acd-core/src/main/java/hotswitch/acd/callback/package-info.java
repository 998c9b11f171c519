/** Callers who left and are called when it is their turn. */
package hotswitch.acd.callback;
