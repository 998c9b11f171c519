package hotswitch.sip.registrar;

import hotswitch.sip.header.Contact;

/** Bounds of the registrar. A shorter time than the least is answered with 423, a longer one is cut. */
public record RegistrarLimits(int contactsMax, long expiresMinS, long expiresDefaultS, long expiresMaxS) {
    /** Ten contacts a device; 60 s at the least, an hour when nothing is asked for, two at the most. */
    public static final RegistrarLimits DEFAULT = new RegistrarLimits(10, 60, 3_600, 7_200);

    public RegistrarLimits {
        // RFC 3261 §10.3, step 7: only an interval below one hour may be called too brief.
        boolean ordered = expiresMinS >= 1
                && expiresMinS < 3_600
                && expiresMinS <= expiresDefaultS
                && expiresDefaultS <= expiresMaxS
                && expiresMaxS < 1L << 32;
        if (contactsMax < 1 || !ordered) {
            throw new IllegalArgumentException("registrar limits");
        }
    }

    /** How long a contact is registered that asks for itself, or with all of the request; 0: it goes. */
    long expiresS(RegisterRequest request, Contact contact) {
        long asked = contact.expiresS() >= 0 ? contact.expiresS() : request.expiresS();
        return asked < 0 ? expiresDefaultS : Math.min(asked, expiresMaxS);
    }
}
