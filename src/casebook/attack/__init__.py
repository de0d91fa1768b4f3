"""The motivated intruder, automated: attacks on a release that run before it goes out, and gates that can stop it."""
