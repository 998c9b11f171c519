/** How trunks and telephones stand, for who looks on. */
package hotswitch.call.status;
