/** The legs of calls as call control keeps them, and as facts that outlive the process. */
package hotswitch.call.leg;
