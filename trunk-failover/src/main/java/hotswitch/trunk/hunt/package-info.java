/** Line hunting (连选): the next idle line of a group takes the call, and who finds none waits in order of arrival. */
package hotswitch.trunk.hunt;
