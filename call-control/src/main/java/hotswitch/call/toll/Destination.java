package hotswitch.call.toll;

/**
 * Where a seat's call goes.
 *
 * @param number as carriers are chosen by it, whatever way it was written
 * @param dialled as it was asked for
 */
public record Destination(String number, String dialled) {
    boolean begins(String prefix) {
        return number.startsWith(prefix);
    }

    boolean isWritten(String prefix) {
        return dialled.startsWith(prefix);
    }
}
