package hotswitch.sip.message;

/**
 * What a neighbour says of its load in the Via of a response (RFC 7339 §4, algorithm {@code loss}).
 *
 * @param lossPercent of new requests that it does not want
 * @param validityMs how long this holds; 0: it wants all again
 * @param sequence rises with each report of the same neighbour (oc-seq, its fraction in five digits); 0: unnumbered
 */
public record LoadReport(int lossPercent, int validityMs, long sequence) {
    /** RFC 7339 §4.3: where the neighbour says nothing. */
    static final int VALIDITY_MS = 500;
}
