/** How a new process goes on where the former one ended: snapshot, edge facts, blobs, replay. */
package hotswitch.server.recovery;
