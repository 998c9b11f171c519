/** Who watches whose telephones: the rules, and what is told. */
package hotswitch.call.watch;
