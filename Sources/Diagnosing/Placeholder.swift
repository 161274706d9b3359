// placeholder until the first file of Diagnosing stands
