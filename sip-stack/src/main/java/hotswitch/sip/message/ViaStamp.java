package hotswitch.sip.message;

/** Writes the first Via of a response with the address that the request really came from. */
final class ViaStamp {
    private ViaStamp() {}

    static void write(SipWriter writer, SipMessage request, int line, String received, int rport) {
        int from = request.valueOffset(line);
        int end = from + request.valueLength(line);
        TopVia via = request.via;
        writer.raw("Via: ").copy(request, from, via.paramsFrom - from);
        ParamCursor params = new ParamCursor();
        params.start(request.bytes, via.paramsFrom, end);
        while (params.next()) {
            if (!params.isNamed("received") && !params.isNamed("rport")) {
                writer.raw(";").copy(request, Scan.offset(params.name), Scan.length(params.name));
                if (params.value != Scan.NONE) {
                    writer.raw("=").copy(request, Scan.offset(params.value), Scan.length(params.value));
                }
            }
        }
        if (via.rport || !isHost(request, received)) {
            writer.raw(";received=").word(received);
        }
        if (via.rport) {
            writer.raw(";rport=").number(rport);
        }
        writer.copy(request, via.end, end - via.end).crlf();
    }

    /** Sent-by has an IPv6 address in brackets; received has it without. */
    private static boolean isHost(SipMessage request, String received) {
        int offset = Scan.offset(request.via.host);
        int length = Scan.length(request.via.host);
        boolean bracketed = length > 2 && request.bytes.getByte(offset) == '[';
        return bracketed
                ? Scan.equalsIgnoreCase(request.bytes, offset + 1, length - 2, received)
                : Scan.equalsIgnoreCase(request.bytes, offset, length, received);
    }
}
