package hotswitch.server.pipeline;

import hotswitch.acd.Order;

/** Carries the core's orders to the edges. Called on the core's thread: it must not block. */
public interface OrderSink {

    void order(Order order);

    /** Nothing more for the moment: whoever carries them out may be woken. */
    void endOfBatch();
}
