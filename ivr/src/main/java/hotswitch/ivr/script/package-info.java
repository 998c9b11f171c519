/**
 * Call flows as immutable data: steps, calendar, their canonical text and the check that a caller never gets
 * lost in them.
 */
package hotswitch.ivr.script;
