/** Moves a call through its flow. All that a call knows of its flow is its {@code FlowRun}. */
package hotswitch.ivr.run;
