/** What the end-to-end tests are made of: the switch as a process, telephones, SIPp, the API's client. */
package hotswitch.server.e2e.rig;
