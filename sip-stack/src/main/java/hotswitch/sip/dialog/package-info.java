/** Dialogs of RFC 3261 §12: their names, their state, how it survives a restart, and requests within them; pure. */
package hotswitch.sip.dialog;
