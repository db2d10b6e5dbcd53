package io.heartbeat.flow;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A bean of which there is one, and which is injected as it is. Beans on the way of a datagram bear this instead of
 * {@code @ApplicationScoped}: a client proxy calls methods that are not public by reflection, and even answers itself where
 * a method returns {@code this}. {@code @Singleton} says the same; this says why.
 */
@Singleton
@Stereotype
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Unproxied {}
