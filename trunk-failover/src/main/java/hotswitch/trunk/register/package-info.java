/** Our registration at a carrier: when to ask, where, and what to do after a failure. Pure. */
package hotswitch.trunk.register;
