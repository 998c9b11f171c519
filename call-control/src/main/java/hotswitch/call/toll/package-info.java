/** Who of the seats may dial what, how often and when: the guard against toll fraud. */
package hotswitch.call.toll;
