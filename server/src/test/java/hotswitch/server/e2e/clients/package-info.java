/** Telephones of other makers, as the package manager has them: started, told what to do, and listened to. */
package hotswitch.server.e2e.clients;
