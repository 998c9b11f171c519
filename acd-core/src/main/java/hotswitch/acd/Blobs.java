package hotswitch.acd;

/** Larger payloads by their SHA-256 (hex); written and synced before the command that names them is published. */
public interface Blobs {
    /** Throws {@link IllegalStateException} where it is missing: the journal names it, so it must be there. */
    byte[] read(String sha256);
}
