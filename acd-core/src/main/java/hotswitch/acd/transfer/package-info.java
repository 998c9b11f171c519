/** Calls with a second party: transfers, consultations, conferences. */
package hotswitch.acd.transfer;
