/** Who holds what of a heap: a dump of it, read. */
package hotswitch.bench.heap;
