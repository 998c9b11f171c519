/** Many datagrams in one system call: the kernel's own structures, without an object for each datagram. */
package hotswitch.sip.transport.datagram;
