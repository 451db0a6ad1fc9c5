package treewarden.bot;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import treewarden.forge.Forge;
import treewarden.forge.RepositoryForge;

/** A code host at which something happens right before one of the calls that are made of it, counted from 1. */
final class ForgeInBetween {
    private final Forge forge;
    private final int call;
    private final Runnable happens;
    private final List<String> calls = new ArrayList<>();

    ForgeInBetween(Forge forge, int call, Runnable happens) {
        this.forge = forge;
        this.call = call;
        this.happens = happens;
    }

    /** Names of the calls so far. */
    List<String> calls() {
        return calls;
    }

    boolean hasHappened() {
        return calls.size() >= call;
    }

    Forge forge() {
        return proxy(Forge.class, (proxy, method, arguments) -> {
            var answer = invoke(forge, method, arguments);
            return answer instanceof RepositoryForge in ? watched(in) : answer;
        });
    }

    private RepositoryForge watched(RepositoryForge in) {
        return proxy(RepositoryForge.class, (proxy, method, arguments) -> {
            calls.add(method.getName());
            if (calls.size() == call) {
                happens.run();
            }
            return invoke(in, method, arguments);
        });
    }

    private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> port, InvocationHandler handler) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }
}
