package hotswitch.sip.registrar;

/** Hears what a registration changes. */
public interface DeviceListener {
    /** The device has its first contact. */
    void deviceUp(String device);

    /** The device has no contact any more. */
    void deviceDown(String device);

    /** The device's contacts changed in any way; {@link Registrar#encode} has what must survive a restart. */
    void bindingsChanged(String device);
}
