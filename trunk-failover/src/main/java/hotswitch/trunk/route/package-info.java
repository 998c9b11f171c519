/** Which trunk carries an outgoing call, and where to turn when it does not. */
package hotswitch.trunk.route;
