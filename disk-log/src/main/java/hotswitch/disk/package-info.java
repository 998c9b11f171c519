/**
 * Records on disk, in their order: files by day or hour, written by one process, read by any. The journal, the facts
 * and the recording spool lie in such files; what a record says, and whether it says it whole, is its owner's affair.
 */
package hotswitch.disk;
