package treewarden.sdg.document.fetch;

import java.net.InetAddress;
import java.util.Optional;

/** Which addresses of machines may be spoken to. */
interface AddressPolicy {
    /** Why not, as a noun with its article; nothing where it may. */
    Optional<String> refusal(InetAddress address);
}
