// placeholder until the first file of Ingesting stands
