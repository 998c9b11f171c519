/** Work that is no call, routed like calls: a chat, a message. */
package hotswitch.acd.item;
