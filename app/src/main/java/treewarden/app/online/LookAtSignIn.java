package treewarden.app.online;

import treewarden.domain.Printable;
import treewarden.forge.ForgeException;
import treewarden.forge.github.SignInWithGitHub;

/** Whether people can sign in: GitHub has to know the App by the name and the secret that it is configured with. */
final class LookAtSignIn {
    private LookAtSignIn() {}

    static Seen look(String client, SignInWithGitHub signIn) {
        try {
            return switch (signIn.tryClient()) {
                case YES -> Seen.fine("people can sign in: GitHub accepts the client secret");
                case NO ->
                    Seen.problem("GitHub does not know the client " + Printable.quoted(client)
                            + " by its secret, so nobody can sign in. Compare `sign-in.client-id` with the App's settings,"
                            + " or make a new client secret there");
            };
        } catch (ForgeException e) {
            return Seen.problem("signing in: " + e.getMessage());
        }
    }
}
