/** Who may come in: calls per second and calls at once per trunk, media ports and ring headroom. */
package hotswitch.trunk.admission;
