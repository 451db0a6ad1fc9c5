package treewarden.worker.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whose the token is, and what it may do, as the Hub tells it.
 *
 * @param organizations with the account's role in each, where it is told
 */
public record HubAccount(String name, Map<String, String> organizations, TokenRole role, List<Scope> scopes) {
    private static final String WRITE = "repo.write";

    /** What the Hub's settings call the kind of a token. */
    public enum TokenRole {
        READ,
        /** Whatever the account may, to all of its repositories and those of its organizations. */
        WRITE,
        /** What its scopes say. */
        FINE_GRAINED,
        /** The Hub does not say. */
        UNKNOWN
    }

    /**
     * What a fine-grained token may do to something.
     *
     * @param type {@code user}, {@code org}, {@code model} or {@code dataset}
     * @param name of it; empty where it is not told
     */
    public record Scope(String type, String name, List<String> permissions) {
        public Scope {
            permissions = List.copyOf(permissions);
        }

        boolean writes() {
            return permissions.contains(WRITE);
        }

        boolean isOfAll() {
            return type.equals("user") || type.equals("org");
        }
    }

    /** Whether the token may write to a repository. */
    public enum Writing {
        NO,
        /** To this one, and to what the token names beside it. */
        LIMITED,
        /** To all of its owner's, and perhaps of others too. */
        EVERYWHERE,
        /** The Hub does not say: a token of another kind. */
        UNTOLD
    }

    public HubAccount {
        organizations = Map.copyOf(organizations);
        scopes = List.copyOf(scopes);
    }

    static HubAccount of(JsonNode json) {
        var organizations = new HashMap<String, String>();
        json.path("orgs")
                .forEach(org -> organizations.put(
                        org.path("name").asText(""), org.path("roleInOrg").asText("")));
        var token = json.path("auth").path("accessToken");
        var role = switch (token.path("role").asText("")) {
            case "read" -> TokenRole.READ;
            case "write" -> TokenRole.WRITE;
            case "fineGrained" -> TokenRole.FINE_GRAINED;
            default -> TokenRole.UNKNOWN;
        };
        var scopes = new ArrayList<Scope>();
        for (var scoped : token.path("fineGrained").path("scoped")) {
            var permissions = new ArrayList<String>();
            scoped.path("permissions").forEach(one -> permissions.add(one.asText("")));
            var entity = scoped.path("entity");
            scopes.add(new Scope(
                    entity.path("type").asText(""), entity.path("name").asText(""), permissions));
        }
        return new HubAccount(Reply.text(json, "name"), organizations, role, scopes);
    }

    /** Whether the token may write there, as far as the Hub tells. */
    public Writing mayWrite(HubRepo repo) {
        return switch (role) {
            case READ -> Writing.NO;
            case WRITE -> isOwner(repo) ? Writing.EVERYWHERE : Writing.NO;
            case FINE_GRAINED -> byScopes(repo);
            case UNKNOWN -> Writing.UNTOLD;
        };
    }

    private boolean isOwner(HubRepo repo) {
        return repo.owner().equals(name)
                || Optional.ofNullable(organizations.get(repo.owner()))
                        .filter(role -> !role.equals("read"))
                        .isPresent();
    }

    private Writing byScopes(HubRepo repo) {
        if (scopes.isEmpty()) {
            return Writing.UNTOLD;
        }
        var writing = scopes.stream().filter(Scope::writes).toList();
        if (writing.stream().anyMatch(one -> one.isOfAll() && one.name().equals(repo.owner()))) {
            return Writing.EVERYWHERE;
        }
        var named =
                writing.stream().filter(one -> one.type().equals(repo.type())).toList();
        if (named.stream().anyMatch(one -> one.name().equals(repo.id()))) {
            return Writing.LIMITED;
        }
        return named.stream().anyMatch(one -> one.name().isEmpty()) ? Writing.UNTOLD : Writing.NO;
    }
}
