package treewarden.web.session;

import java.net.URI;
import treewarden.domain.Person;

/** What signing in needs of those who know the code host. */
public interface SignIn {
    /**
     * Where somebody says on the code host that they want to sign in.
     *
     * @param state comes back with them
     * @param challenge SHA-256 of the verifier that {@link #person} is given, in URL-safe Base64
     */
    URI start(String state, String challenge);

    /**
     * Who came back from there.
     *
     * @param code that the code host gave them; untrusted
     * @throws Refused where the code host does not know it, or does not answer
     */
    Person person(String code, String verifier) throws Refused;

    /** What they are at this moment, the most over all repositories; {@link Standing#UNKNOWN} where nobody can say. */
    Standing standing(Person person);

    /** Nobody was signed in; the message tells the person why. */
    final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message);
        }
    }
}
